# what is on
VERBOSE = True
