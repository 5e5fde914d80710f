"""Sessions on Markdown pages: typed commands and their real output.

A session is a `console` fence with `exec="on"`: the page states a run, the
build repeats it and publishes what really came out, the tests repeat it and
compare. The words, which are pure; each module imports only from those above
it:

    pythons         the Pythons there are, and those of which pages speak
    session         the text of a session: terminals, steps, stated lines
    transcript      the record of one run
    compare         what a page states against what came
    page            a Markdown page: its fences, what it shows and plays
    accept          several plays -> what the page should say
    evidence        several plays -> how often what came, and on which Pythons

Then the stages, each of which imports only from those above it:

    playing/        real processes
        sandbox         the place where a session runs
        screen          bytes that programs print -> lines that a person sees
        terminal        bash in a pty: typing, its marks, who reads and who rests
        player          the program that plays one session in its sandbox
        players         a session -> its transcript: prepared players, the cache
        schedule        all sessions of a site, side by side
        verification    every session on every Python: played and kept
        progress        how far the plays are, on the builder's screen
        inside/recorder copied into the sandbox: runs in every Python of a
                        session that has a timeline
    showing/        what readers see; pure
        timeline        a transcript's marks -> lanes, drawn and as a table
        html            a transcript -> HTML
        zip             pages and transcripts -> what a reader takes along
        report          a verification -> Markdown
    labs/           notebooks that are executed: the laboratories
    glue/           MkDocs' hooks, pytest's items, the commands
"""

__version__ = "0.1.0"
