package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"os"
	"sort"
	"sync"
	"time"

	cache "lyceum/cache"
)

// The loads, as in PeerLoad's Load.swift.
const (
	keyCount   = 100
	keySize    = 16
	recordSize = 300
	echoSize   = 16
)

// benchmark is what both generated clients offer.
type benchmark interface {
	echo(context.Context, *cache.Lookup) (*cache.Lookup, error)
	batch(context.Context, *cache.GetManyRequest) (*cache.GetManyResponse, error)
}

var (
	message = &cache.Lookup{Found: true, Value: make([]byte, echoSize)}
	keys    = &cache.GetManyRequest{}
	record  = make([]byte, recordSize)
)

func init() {
	for i := 0; i < keyCount; i++ {
		keys.Keys = append(keys.Keys, make([]byte, keySize))
	}
}

func records(request *cache.GetManyRequest) *cache.GetManyResponse {
	response := &cache.GetManyResponse{Lookups: make([]*cache.Lookup, len(request.Keys))}
	for i := range request.Keys {
		response.Lookups[i] = &cache.Lookup{Found: true, Value: record}
	}
	return response
}

// call makes one call and checks the reply.
func call(client benchmark, load string) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	size, expected := 0, echoSize
	if load == "echo" {
		reply, err := client.echo(ctx, message)
		if err != nil {
			log.Fatal(err)
		}
		size = len(reply.Value)
	} else {
		reply, err := client.batch(ctx, keys)
		if err != nil {
			log.Fatal(err)
		}
		for _, lookup := range reply.Lookups {
			size += len(lookup.Value)
		}
		expected = keyCount * recordSize
	}
	if size != expected {
		log.Fatalf("%d bytes came back, not %d", size, expected)
	}
}

// run keeps so many callers busy, and returns what each call took.
func run(client benchmark, load string, callers int, seconds float64) []uint32 {
	end := time.Now().Add(time.Duration(seconds * float64(time.Second)))
	times := make([][]uint32, callers)
	var group sync.WaitGroup
	for caller := range times {
		group.Add(1)
		go func(caller int) {
			defer group.Done()
			for start := time.Now(); start.Before(end); {
				call(client, load)
				now := time.Now()
				times[caller] = append(times[caller], uint32(now.Sub(start).Nanoseconds()))
				start = now
			}
		}(caller)
	}
	group.Wait()
	var all []uint32
	for _, taken := range times {
		all = append(all, taken...)
	}
	return all
}

// obey follows the commands on standard input, as PeerLoad's LoadGenerator does.
func obey(client benchmark) {
	var times []uint32
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var load string
		var callers int
		var seconds float64
		if n, _ := fmt.Sscanf(lines.Text(), "run %s %d %f", &load, &callers, &seconds); n == 3 {
			times = run(client, load, callers, seconds)
			fmt.Println("done")
		} else if lines.Text() == "report" {
			sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
			percentile := func(percent int) uint32 { return times[(len(times)-1)*percent/100] }
			fmt.Println(len(times), percentile(50), percentile(99))
		}
	}
}
