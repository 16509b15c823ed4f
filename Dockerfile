# Footnote in one container: the bot, its knowledge and its documents; one writable volume.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN python3 -m venv /venv \
    && /venv/bin/python3 -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.13-slim
# Charts are drawn with these letters, Arabic and Cyrillic ones, too.
# hadolint ignore=DL3008  # a font of another version draws as well, and an exact one leaves Debian's mirrors
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
# A fixed id, so that a volume's owner can be set from outside.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin footnote \
    && install -d -o footnote -g footnote /data
WORKDIR /app
COPY --from=build /venv /venv
COPY LICENSE .
COPY bot bot
COPY knowledge knowledge
COPY seeds seeds
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FOOTNOTE_HOST=0.0.0.0 \
    FOOTNOTE_PORT=3000 \
    FOOTNOTE_DATA_DIR=/data
USER 10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['FOOTNOTE_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["python3", "-m", "bot"]
CMD ["serve"]
