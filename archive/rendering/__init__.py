"""What pages show: wording, macros, charts and Markdown. May import loading and what is below."""
