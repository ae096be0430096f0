from shop.settings import *

DEBUG =   True  # my machine
