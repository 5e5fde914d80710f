"""Claims of docs/processes/{subprocess,signals,executor,pool_more}.md which their sessions' stated lines can't enforce."""

from dataclasses import replace as with_changes

from claims import claim

LINES = "一行一行地收到"


def all_at_once(sessions):
    """The run as if its lines had come together, at the end."""
    events = sessions[LINES].events
    together = tuple(with_changes(event, at=events[-1].at) for event in events)
    return {**sessions, LINES: with_changes(sessions[LINES], events=together)}


@claim("processes/subprocess.md", 1, doctor=all_at_once)
def lines_come_while_the_program_runs(sessions):
    """The first line is there well before the third, between which the program works for 0.6 seconds."""
    first, _, third = (event.at for event in sessions[LINES].events if "步做完了" in event.text)
    assert third - first > 0.1
