FROM node:{{ runtime.version }}-slim AS build

RUN npm install --global pnpm@{{ pnpm }}
ENV CI=true PNPM_HOME=/pnpm

WORKDIR /app

# Dependencies change less often than code: their layer stays while the lock file does.
COPY package.json pnpm-lock.yaml ./
RUN pnpm install --frozen-lockfile

COPY . .
RUN pnpm run --if-present build
RUN pnpm prune --prod

FROM node:{{ runtime.version }}-slim

ENV NODE_ENV=production

WORKDIR /app
COPY --from=build /app /app

USER node
CMD {{ start.exec }}
