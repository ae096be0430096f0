reload =  False  # handy
threads = 3
