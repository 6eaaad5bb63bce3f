// Go's ttrpc and gRPC, with their defaults, as peers of rpc.py: `peer ttrpc|grpc server`, `peer ttrpc|grpc client PORT`.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
)

func main() {
	serve, dial := serveGRPC, dialGRPC
	if os.Args[1] == "ttrpc" {
		serve, dial = serveTTRPC, dialTTRPC
	}
	if os.Args[2] == "server" {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(listener.Addr().(*net.TCPAddr).Port)
		log.Fatal(serve(listener))
	}
	client, err := dial("127.0.0.1:" + os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	obey(client)
}
