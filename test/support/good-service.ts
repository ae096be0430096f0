/** A railway.toml that says all that rules ask for. */
export const RAILWAY = `[build]
builder = "RAILPACK"

[deploy]
healthcheckPath = "/health"
healthcheckTimeout = 60
restartPolicyType = "ON_FAILURE"
numReplicas = 2
drainingSeconds = 45
`;

/** A Flask service in which nothing is wrong but that railway.toml ends. */
export const FLASK_SERVICE = {
  Procfile: 'web: gunicorn admin:app --workers 2 --bind 0.0.0.0:$PORT --timeout 60 --graceful-timeout 30\n',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n', '.python-version': '3.13\n', 'railway.toml': RAILWAY,
  'admin.py': 'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/health")\ndef health():\n    return {"status": "ok"}\n',
} as const;
