"""The stage of real processes: a session -> its transcript."""
