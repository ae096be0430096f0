"""Runs a program in a pseudo-terminal that is its controlling one, with stderr in a second, so that both are terminals and stay apart.
Reads one JSON object from stdin: words, cwd, env, and pressWhen (Ctrl-C once stderr shows it). Prints what came of it."""
import fcntl, json, os, pty, select, struct, sys, termios, time

task = json.load(sys.stdin)
masters, slaves = zip(*(pty.openpty() for _ in range(2)))
for slave in slaves:
    modes = termios.tcgetattr(slave)
    modes[1] &= ~termios.ONLCR  # bytes arrive as they were written
    termios.tcsetattr(slave, termios.TCSANOW, modes)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
before = termios.tcgetattr(slaves[0])

child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slaves[0], termios.TIOCSCTTY, 0)
    for descriptor, slave in ((0, slaves[0]), (1, slaves[0]), (2, slaves[1])):
        os.dup2(slave, descriptor)
    os.chdir(task["cwd"])
    os.execve(task["words"][0], task["words"], task["env"])

texts, status, deadline = [b"", b""], None, time.monotonic() + 120
while True:
    ready, _, _ = select.select(masters, [], [], 0.02)
    for index, master in enumerate(masters):
        if master in ready:
            texts[index] += os.read(master, 65536)
    if task.get("pressWhen") and task["pressWhen"].encode() in texts[1]:
        os.write(masters[0], b"\x03")
        task["pressWhen"] = None
    if status is not None and not ready:
        break
    if status is None:
        ended, code = os.waitpid(child, os.WNOHANG)
        status = code if ended else None
    if time.monotonic() > deadline:
        os.kill(child, 9)
after = termios.tcgetattr(slaves[0])
code = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
stdout, stderr = (text.decode() for text in texts)
json.dump({"exitCode": code, "stdout": stdout, "stderr": stderr, "isSane": before == after}, sys.stdout)
