"""Prints what the installed gunicorn and uvicorn make of commands: one JSON line for each line of standard input."""
import json
import os
import sys
import tempfile


GUNICORN = ("backlog", "worker_connections", "max_requests_jitter", "worker_tmp_dir", "accesslog", "errorlog", "loglevel", "forwarded_allow_ips",
            "proxy_allow_ips", "limit_request_line", "preload_app", "reload", "workers", "threads", "timeout", "asgi_loop", "http_parser", "capture_output")
UVICORN = ("loop", "http", "ws", "interface", "access_log", "log_level", "proxy_headers", "forwarded_allow_ips", "limit_concurrency", "limit_max_requests",
           "limit_max_requests_jitter", "timeout_graceful_shutdown", "timeout_keep_alive", "backlog", "server_header", "root_path", "reload", "lifespan")


def text(value):
    return ",".join(value) if isinstance(value, list) else str(value)


def gunicorn(case):
    from gunicorn.app.wsgiapp import WSGIApplication

    class Asked(WSGIApplication):
        def load(self):
            return None

    sys.argv = ["gunicorn", *case["words"]]
    cfg = Asked(prog=None).cfg
    address = cfg.settings["bind"].get()
    return {
        "server.workers": cfg.workers, "server.workerClass": cfg.worker_class_str, "server.threads": cfg.threads, "server.timeout": cfg.timeout,
        "server.gracefulTimeout": cfg.graceful_timeout, "server.keepAlive": cfg.keepalive, "server.maxRequests": cfg.max_requests,
        "server.preload": cfg.preload_app, "server.reload": cfg.reload, "server.bind": address[0] if len(address) == 1 else address,
        "server.options": {name: [text(cfg.settings[name].get()), text(type(cfg.settings[name]).default)] for name in GUNICORN},
    }


def uvicorn(case):
    import importlib

    from uvicorn.config import Config

    found = {}

    def asked(app, **options):
        options.pop("app_dir", None)
        config = Config(app, host=options["host"], port=options["port"], workers=options["workers"], reload=options["reload"],
                        timeout_keep_alive=options["timeout_keep_alive"], limit_max_requests=options["limit_max_requests"])
        found.update({"start.app": app, "server.host": config.host, "server.port": config.port, "server.workers": config.workers,
                      "server.reload": options["reload"], "server.keepAlive": config.timeout_keep_alive, "server.maxRequests": config.limit_max_requests or 0})
        defaults = {parameter.name: parameter.default for parameter in program.main.params}
        found["server.options"] = {name: [text(options[name]), text(defaults[name])] for name in UVICORN}

    program = importlib.import_module("uvicorn.main")
    program.run = asked
    program.main.main(args=case["words"], prog_name="uvicorn", standalone_mode=False, auto_envvar_prefix="UVICORN")
    return found


def answer(case):
    """Each case runs in a child, because configuration files and options leave traces in the interpreter."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            result = (gunicorn if case["server"] == "gunicorn" else uvicorn)(case)
        except BaseException as error:
            result = {"refused": str(error)[:200]}
        os.write(writing, json.dumps(result).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text)


def main():
    for line in sys.stdin:
        case = json.loads(line)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            for name, text in case["files"].items():
                os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
                with open(name, "w") as file:
                    file.write(text)
            for name in ("PORT", "WEB_CONCURRENCY", "GUNICORN_CMD_ARGS", "FORWARDED_ALLOW_IPS"):
                os.environ.pop(name, None)
            os.environ.update(case["environment"])
            print(json.dumps(answer(case)), flush=True)
            for name in case["environment"]:
                os.environ.pop(name, None)
            os.chdir("/")


main()
