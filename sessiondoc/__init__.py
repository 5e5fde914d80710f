"""Sessions on Markdown pages: typed commands and their real output.

A session is a `console` fence with `exec="on"`: the page states a run, the
build repeats it and publishes what really came out, the tests repeat it and
compare. The modules, each of which imports only from those above it:

    session         the text of a session: terminals, steps, stated lines
    transcript      the record of one run
    match           what a page states against what came
    page            a Markdown page: its fences, what it shows and plays
    sandbox         the place where a session runs
    player          the program that plays one session in its sandbox
    play            a session -> its transcript: prepared players, the cache
    progress        how far the plays are, on the builder's screen
    schedule        all sessions of a site, side by side
    lab             notebooks that are executed: the laboratories
    accept          several plays -> what the page should say
    evidence        several plays -> how often what came, and on which Pythons
    timeline        a transcript's marks -> lanes, drawn and as a table
    render          a transcript -> HTML
    downloads       pages and transcripts -> what a reader takes along
    verification    every session on every Python: played and kept
    report          a verification -> Markdown
    mkdocs_plugin   glue: published pages
    pytest_plugin   glue: tested pages
    __main__        the commands accept, play and verify

recorder stands apart: it is copied into the sandbox, and runs in every Python
of a session that has a timeline.
"""

__version__ = "0.1.0"
