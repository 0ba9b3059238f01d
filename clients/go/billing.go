// Sarama bills each order, and marks it WHEN: GOPATH=/usr/share/gocode GO111MODULE=off go run billing.go WHEN
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/Shopify/sarama"
)

type billing struct{ when string }

func (billing) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (billing) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (b billing) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	work, _ := strconv.Atoi(os.Getenv("WORK_MS"))
	for order := range claim.Messages() {
		if b.when == "before" {
			session.MarkMessage(order, "")
		}
		time.Sleep(time.Duration(work) * time.Millisecond)
		fmt.Println("billed", string(order.Key))
		if b.when != "before" {
			session.MarkMessage(order, "")
		}
	}
	return nil
}

func main() {
	when := os.Args[1]
	config := sarama.NewConfig()
	config.Version = sarama.V2_2_0_0
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	config.Consumer.Offsets.CommitInterval = 100 * time.Millisecond
	servers := strings.Split(os.Getenv("KAFKA_BOOTSTRAP_SERVERS"), ",")
	group, err := sarama.NewConsumerGroup(servers, "billing", config)
	if err != nil {
		panic(err)
	}
	ctx, stop := context.Background(), func() {}
	if when != "no-close" {
		ctx, stop = signal.NotifyContext(ctx, syscall.SIGTERM)
	}
	defer stop()
	for ctx.Err() == nil {
		if err := group.Consume(ctx, []string{os.Getenv("KAFKA_TOPIC")}, billing{when}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			time.Sleep(100 * time.Millisecond)
		}
	}
	group.Close()
}
