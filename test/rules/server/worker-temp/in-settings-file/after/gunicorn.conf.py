workers = 2
worker_tmp_dir = "/dev/shm"
timeout = 40