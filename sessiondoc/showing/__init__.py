"""The stage of what readers see: transcripts -> HTML, reports, downloads. Pure: it imports the words only."""
