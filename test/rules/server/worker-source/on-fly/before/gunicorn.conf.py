import multiprocessing
import os

workers =   multiprocessing.cpu_count()
