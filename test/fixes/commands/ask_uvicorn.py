"""Reads a command line, or a program that calls uvicorn.run, as uvicorn itself does, and prints the settings instead of serving."""
import importlib
import json
import runpy
import sys


def report(app, **options):
    from uvicorn.config import Config

    config = Config(app, host=options.get("host", "127.0.0.1"), port=options.get("port", 8000), workers=options.get("workers"), reload=options.get("reload", False))
    print(json.dumps({"server.host": config.host, "server.port": config.port, "server.workers": config.workers, "server.reload": bool(options.get("reload", False))}))


program = importlib.import_module("uvicorn.main")
if sys.argv[1] == "program":
    import uvicorn

    uvicorn.run = report
    runpy.run_path(sys.argv[2], run_name="__main__")
else:
    program.run = report
    program.main.main(args=sys.argv[2:], prog_name="uvicorn", standalone_mode=False, auto_envvar_prefix="UVICORN")
