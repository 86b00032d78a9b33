"""The commands of the command line, each on a library that never prints."""
