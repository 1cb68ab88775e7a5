# One image for every process: `serve` alone, or `web`, `worker`, `schedule` and `migrate` on several hosts.

FROM node:24-bookworm-slim AS pages
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend ./
RUN npm run build

FROM python:3.13-slim-bookworm AS packages
WORKDIR /opt/ehrenamtskarte
COPY requirements requirements
COPY scripts scripts
RUN scripts/python.sh .venv \
    && UV=/opt/ehrenamtskarte/.venv/uv/bin/uv scripts/install.sh .venv requirements/run.txt \
    && rm -rf .venv/uv .venv/bin/uv

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --create-home --home-dir /home/ehrenamtskarte ehrenamtskarte \
    && install --directory --owner ehrenamtskarte --mode 700 /data /keys
WORKDIR /opt/ehrenamtskarte
COPY --from=packages /opt/ehrenamtskarte/.venv .venv
COPY LICENSE ./
COPY migrations migrations
COPY src src
COPY --from=pages /build/src/ehrenamtskarte/static src/ehrenamtskarte/static
RUN .venv/bin/python -m compileall -q src

ENV PATH=/opt/ehrenamtskarte/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000 \
    LOG_FORMAT=json
USER ehrenamtskarte
VOLUME ["/data", "/keys"]
EXPOSE 8000
ENTRYPOINT ["ehrenamtskarte"]
CMD ["serve"]
