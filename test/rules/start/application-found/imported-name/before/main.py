try:
    from local import shop
except ImportError:
    from web import *
