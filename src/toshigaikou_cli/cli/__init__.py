"""The command line: one file a command. A command parses options, calls, prints; nothing else."""
