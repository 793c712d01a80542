"""核对 checks: what a faultless reader of annual reports would ask, each rule declared once."""
