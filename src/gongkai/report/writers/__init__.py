"""The report in other forms: JSON, HTML, docx, PDF, xlsx."""
