"""The catalogue as sheets, workbooks and matters."""
