// Sarama of Debian: GOPATH=/usr/share/gocode GO111MODULE=off go run sarama.go 127.0.0.1:9092 orders out
package main

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/Shopify/sarama"
)

var bootstrap, orders, out = []string{os.Args[1]}, os.Args[2], os.Args[3]

func config(version sarama.KafkaVersion) *sarama.Config {
	c := sarama.NewConfig()
	c.Version = version
	c.Consumer.Offsets.Initial = sarama.OffsetOldest
	c.Producer.Return.Successes = true
	return c
}

// Reads, and leaves after so many records.
type member struct {
	leavesAfter, read int64
	leave             context.CancelFunc
}

var distinct, read int64
var seen [10][1000]int32

func (*member) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (*member) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (m *member) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for record := range claim.Messages() {
		session.MarkMessage(record, "")
		atomic.AddInt64(&read, 1)
		if atomic.AddInt32(&seen[record.Partition][record.Offset], 1) == 1 {
			atomic.AddInt64(&distinct, 1)
		}
		if atomic.AddInt64(&m.read, 1) >= m.leavesAfter || atomic.LoadInt64(&distinct) == 1000 {
			m.leave()
			return nil
		}
	}
	return nil
}

// The first leaves after 100 records; the other reads to the end.
func twoMembers(name string, version sarama.KafkaVersion) {
	distinct, read, seen = 0, 0, [10][1000]int32{}
	done := make(chan error)
	for _, most := range []int64{100, 1000} {
		group, err := sarama.NewConsumerGroup(bootstrap, "sarama-"+name, config(version))
		check(err)
		ctx, leave := context.WithTimeout(context.Background(), time.Minute)
		one := &member{leavesAfter: most, leave: leave}
		go func() {
			for ctx.Err() == nil {
				check(group.Consume(ctx, []string{orders}, one))
			}
			done <- group.Close()
		}()
	}
	check(<-done)
	check(<-done)
	client, err := sarama.NewClient(bootstrap, config(version))
	check(err)
	offsets, _ := sarama.NewOffsetManagerFromClient("sarama-"+name, client)
	committed := int64(0)
	for _, partition := range []int32{0, 1} {
		place, err := offsets.ManagePartition(orders, partition)
		check(err)
		next, _ := place.NextOffset()
		committed += next
	}
	fmt.Println("sarama as of Kafka", name, "read", read, "distinct", distinct, "committed", committed)
}

func produce(name string, version sarama.KafkaVersion, change func(*sarama.Config)) {
	c := config(version)
	change(c)
	producer, err := sarama.NewSyncProducer(bootstrap, c)
	check(err)
	for i := 0; i < 10; i++ {
		_, _, err := producer.SendMessage(&sarama.ProducerMessage{Topic: out, Value: sarama.StringEncoder(name)})
		check(err)
	}
	check(producer.Close())
	fmt.Println("produced", name)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	for name, version := range map[string]sarama.KafkaVersion{"0.11": sarama.V0_11_0_0, "2.2": sarama.V2_2_0_0} {
		twoMembers(name, version)
	}
	produce("plain", sarama.V2_2_0_0, func(c *sarama.Config) {})
	produce("idempotent", sarama.V2_2_0_0, func(c *sarama.Config) {
		c.Producer.Idempotent, c.Producer.RequiredAcks, c.Net.MaxOpenRequests = true, sarama.WaitForAll, 1
	})
	for _, codec := range []sarama.CompressionCodec{sarama.CompressionGZIP, sarama.CompressionSnappy, sarama.CompressionLZ4} {
		produce(codec.String(), sarama.V2_2_0_0, func(c *sarama.Config) { c.Producer.Compression = codec })
	}
}
