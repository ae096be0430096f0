import multiprocessing

workers =   multiprocessing.cpu_count()  # as the old docs say
