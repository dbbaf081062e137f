# tam-bot over Socket Mode or HTTP; the playground is not in it. Settings come from the environment, the runbook from a mount.
FROM python:3.12-slim AS build
WORKDIR /source
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /opt/tam-bot && /opt/tam-bot/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN /opt/tam-bot/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/tam-bot tam-bot
COPY --from=build /opt/tam-bot /opt/tam-bot
ENV PATH=/opt/tam-bot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TAM_RUNBOOK=/etc/tam-bot/runbook \
    DATABASE_URL=sqlite:////var/lib/tam-bot/tam-bot.db
USER tam-bot
WORKDIR /var/lib/tam-bot
VOLUME /var/lib/tam-bot
EXPOSE 3000
# `serve` answers on its port; `run` opens none, and is healthy as long as its process is there.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "\
import urllib.request; \
'serve' in open('/proc/1/cmdline').read() and urllib.request.urlopen('http://127.0.0.1:3000/healthz', timeout=4)"]
ENTRYPOINT ["tam-bot"]
CMD ["run"]
