import importlib

ALL = [importlib.import_module(name) for name in ("goods",)]
