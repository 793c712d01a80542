"""文书: letters written, approved by four eyes, issued and delivered."""
