/** A small project to begin with: a page on a published port, and a cache that it finds by name. */
export const EXAMPLE = `services:
  web:
    image: nginx
    ports:
      - '8080:80'
  cache:
    image: redis
`;
