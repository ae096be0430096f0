"""Imports each module of a folder and connects as it says: prints {"module": null, or the error}. Each has `connect()`, maybe a coroutine function."""
import asyncio
import importlib
import inspect
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
sys.path.insert(0, os.getcwd())


def attempt(name):
    try:
        connect = importlib.import_module(name).connect
        if inspect.iscoroutinefunction(connect):
            asyncio.run(asyncio.wait_for(connect(), 20))
        else:
            connect()
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return None


print(json.dumps({name: attempt(name) for name in json.load(sys.stdin)}))
