"""The one address that samples lead to: the style guide itself."""

HERE = "#components"
