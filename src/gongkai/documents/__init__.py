"""文书 documents: any office file in, any office file out; no idea what a report is."""
