"""Sockets in every state that `ss` and `netstat` are to show."""
import socket, time

AGAIN = (socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
any8000 = socket.socket(); any8000.setsockopt(*AGAIN); any8000.bind(('0.0.0.0', 8000)); any8000.listen(5)
own80 = socket.socket(); own80.bind(('127.0.0.1', 80)); own80.listen(128)
any53 = socket.socket(type=socket.SOCK_DGRAM); any53.bind(('0.0.0.0', 53))
own5353 = socket.socket(type=socket.SOCK_DGRAM); own5353.bind(('127.0.0.1', 5353)); own5353.connect(('127.0.0.1', 53)); own5353.send(b'x' * 100)
spoken = socket.create_connection(('127.0.0.1', 8000)); unread, _ = any8000.accept(); spoken.send(b'hello')
waiting = socket.create_connection(('127.0.0.1', 80))
gone = socket.create_connection(('127.0.0.1', 8000)); left, _ = any8000.accept(); gone.close()
over = socket.create_connection(('127.0.0.1', 8000)); past, _ = any8000.accept(); over.close(); past.close()
dual443 = socket.socket(socket.AF_INET6); dual443.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0); dual443.bind(('::', 443)); dual443.listen(9)
mapped = socket.create_connection(('127.0.0.1', 443)); taken, _ = dual443.accept()
raw = socket.socket(type=socket.SOCK_RAW, proto=1)
time.sleep(600)
