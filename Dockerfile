# ruleck in a container: docker build -t ruleck . && docker run --rm -v "$PWD:/work" ruleck check stories/
#
# A slim image, not an Alpine one: google-re2, which searches texts in linear time, has no wheel for musl.

FROM python:3.13-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY grammars grammars
COPY rules rules
COPY engine engine
RUN python -m venv /opt/ruleck && /opt/ruleck/bin/pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="ruleck" \
      org.opencontainers.image.description="Checks a story's facts against a newsroom's standards, written as sentences." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/ruleck /opt/ruleck
ENV PATH="/opt/ruleck/bin:$PATH"
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin ruleck
USER 10001
WORKDIR /work
ENTRYPOINT ["ruleck"]
CMD ["--help"]
