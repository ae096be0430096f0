import glob
import os

# Each worker counts into files of this folder, and whoever answers adds them up. It is set before any worker imports the application.
metrics_folder = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", "/tmp/prometheus")
os.makedirs(metrics_folder, exist_ok=True)

# What an earlier start counted would be added again.
for metrics_file in glob.glob(os.path.join(metrics_folder, "*.db")):
    os.remove(metrics_file)


def child_exit(server, worker):
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)
