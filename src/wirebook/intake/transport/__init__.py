"""How bytes come here: files, the network, compression, and the store of raw bytes."""
