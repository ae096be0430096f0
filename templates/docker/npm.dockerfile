FROM node:{{ runtime.version }}-slim AS build

WORKDIR /app

# Dependencies change less often than code: their layer stays while the lock file does.
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

COPY . .
RUN npm run build --if-present
RUN npm prune --omit=dev

FROM node:{{ runtime.version }}-slim

ENV NODE_ENV=production

WORKDIR /app
COPY --from=build /app /app

USER node
CMD {{ start.exec }}
