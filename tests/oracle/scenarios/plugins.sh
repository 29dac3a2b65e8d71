# Plug-ins: none is installed; a driver that is not there.
docker plugin ls
docker plugin ls -q
docker plugin ls --format '{{.Name}}'
docker plugin inspect nosuch
docker plugin rm nosuch
docker plugin disable nosuch
docker plugin enable nosuch
docker plugin
docker plugin --help
docker plugin ls --help
docker plugin ls x
docker plugin nosuch
docker plugin inspect
docker plugin rm
docker network create -d weave w
docker network create -d weave:latest w
docker network create -d "" w
docker plugin set
docker plugin push x
docker plugin upgrade
