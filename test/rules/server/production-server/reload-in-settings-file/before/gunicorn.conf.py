reload =  True  # handy
threads = 3
