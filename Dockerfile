# Wirebook with its page and all forms of export. Ledgers are kept in /books:
#   docker build -t wirebook .
#   docker run --rm -v "$PWD:/books" wirebook read dispatch.txt --published 2025-03-12
#   docker run --rm -v "$PWD:/books" -p 8017:8017 -e WIREBOOK_PASSWORD=… wirebook serve --host 0.0.0.0
FROM python:3.11-slim AS build
COPY . /src
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheel /src

FROM python:3.11-slim
COPY requirements/core.txt /tmp/core.txt
COPY --from=build /wheel /wheel
RUN pip install --no-cache-dir --require-hashes -r /tmp/core.txt \
    && pip install --no-cache-dir "$(echo /wheel/*.whl)[all]" \
    && rm -r /wheel /tmp/core.txt \
    && useradd --create-home --uid 1000 desk \
    && mkdir /books && chown desk /books
USER desk
WORKDIR /books
EXPOSE 8017
ENTRYPOINT ["wirebook"]
CMD ["--help"]
