FROM python:{{ runtime.version }}-slim AS build

RUN python -m venv /venv
ENV PATH="/venv/bin:$PATH"

# Dependencies change less often than code: their layer stays while the list does.
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt

FROM python:{{ runtime.version }}-slim

RUN useradd --create-home app
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1

WORKDIR /app
COPY --from=build /venv /venv
COPY . .

USER app
CMD {{ start.exec }}
