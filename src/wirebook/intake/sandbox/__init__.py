"""Binary formats are read in a process apart, with limits on its memory and time."""
