"""Sessions on Markdown pages: typed commands and their real output.

A session is a `console` fence with `exec="on"`: the page states a run, the
build repeats it and publishes what really came out, the tests repeat it and
compare. The words, which know neither processes nor MkDocs and import on any
system (page and snippets read files); each imports only from those above it:

    errors          the root of all errors that a person can mend
    pythons         what a Python's version, label and kind mean
    snippets        what lies in a folder of snippets
    session         the text of a session: terminals, steps, stated lines
    transcript      the record of one run
    matching        the stated lines of a terminal against the printed ones
    compare         a run held against its page, once: what differs, which line stands for which
    page            a Markdown page: its fences, what it shows
    merging         the same line of several plays -> one line with wildcards
    accept          several plays -> what the page should say
    raised          what a terminal shows -> the errors in it
    evidence        several plays -> how often what came, and on which Pythons

Then the stages, each of which imports only from those above it:

    playing/        real processes
        kept            results that can be used again, by what they came from
        interpreters    the Pythons of this machine
        processes       those that were started, as /proc shows them
        folder          what of a snippet folder is copied, and what was read
        sandbox         the place where a session runs
        screen          what a program wrote -> what stands on the screen
        terminal        a shell in a pty
        player          one session being played, in its sandbox
        server          the program that forks and watches over players
        players         a session -> its transcript: prepared players
        cache           a session -> its transcript: kept, or played
        progress        how far the plays are, on the builder's screen
        schedule        all sessions of a site, side by side
        verification    every session on every Python: played and kept
        inside/recorder copied into the sandbox: runs in every Python of a
                        session that has a timeline
    showing/        what readers see; pure
        templates       assets/*.j2, filled in
        lanes           a transcript's marks -> lanes: processes, threads
        timeline        lanes, drawn and as a table
        lines           code -> lines that wrap; the library's frames fold
        html            a transcript -> HTML
        zip             pages and transcripts -> what a reader takes along
        report          a verification -> Markdown
        trouble         the errors of all runs -> an index of them
        coverage        what is published against what was found and read
        data            all that was played -> sessions.json
    labs/           notebooks that are executed: the laboratories
        cells           which files are laboratories, their cells, what lies beside them
        execution       a laboratory -> its executed notebook
    glue/           other people's programs
        later           mkdocs-jupyter, without loading Jupyter
        site            mkdocs.yml: what it says, which pages there are, their runs
        labs            the laboratories of a build, and what stands under them
        build           one build: made whole or not at all
        mkdocs          MkDocs' hooks
        pytest          pytest's items
        commands        accept, play, verify
"""

__version__ = "0.1.0"
