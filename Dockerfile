# tgx in a container: docker build --tag tgx . && docker run --rm --volume "$PWD:/work" tgx validate .
# The image of Python is python:3.12-slim of August 2026, named by its digest; all packages have their hashes in
# requirements/. To renew the digest: docker buildx imagetools inspect python:3.12-slim
FROM python:3.12-slim@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
COPY requirements/build.txt requirements/runtime.txt requirements/
RUN python -m pip install --require-hashes --only-binary :all: --requirement requirements/build.txt \
    && python -m venv --without-pip /opt/tgx \
    && python -m pip --python /opt/tgx/bin/python install --require-hashes --only-binary :all: \
        --requirement requirements/runtime.txt
COPY LICENSE README.md pyproject.toml ./
COPY data data
COPY examples/kitakyushu examples/kitakyushu
COPY schemas schemas
COPY src src
RUN python -m pip wheel --no-deps --no-index --no-build-isolation --wheel-dir dist . \
    && python -m pip --python /opt/tgx/bin/python install --no-deps --no-index dist/*.whl

FROM python:3.12-slim@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea

RUN useradd --uid 10001 --create-home tgx
COPY --from=build /opt/tgx /opt/tgx
ENV PATH=/opt/tgx/bin:$PATH PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /work
ENTRYPOINT ["tgx"]
CMD ["--help"]
