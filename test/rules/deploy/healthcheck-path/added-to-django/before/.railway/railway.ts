import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [
    service("library", {
      start: "gunicorn library.wsgi --bind 0.0.0.0:$PORT",
      preDeploy: ["python manage.py migrate"]
    })
  ]
}));