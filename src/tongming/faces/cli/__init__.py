"""The command line `tongming`: one face among the others, for operators and for other programs."""
