"""What binds the engine to MkDocs, to pytest, to the command line."""
