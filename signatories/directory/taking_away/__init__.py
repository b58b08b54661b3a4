"""Files of the directory: data, printed list, feed."""
