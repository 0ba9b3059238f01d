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
	bill := func(order *sarama.ConsumerMessage) {
		time.Sleep(time.Duration(work) * time.Millisecond)
		fmt.Println("billed", string(order.Key))
	}
	if b.when != "before" && b.when != "thread" && b.when != "after" {
		b.seldom(session, claim, bill)
		return nil
	}
	queue := make(chan *sarama.ConsumerMessage, 100)
	go func() {
		for order := range queue {
			bill(order)
		}
	}()
	for order := range claim.Messages() {
		switch b.when {
		case "before":
			session.MarkMessage(order, "")
			bill(order)
		case "thread":
			queue <- order
			session.MarkMessage(order, "")
		default:
			bill(order)
			session.MarkMessage(order, "")
		}
	}
	return nil
}

// Marks every fifth order, or when there is no other; on-revoke: and before the claim ends.
func (b billing) seldom(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim, bill func(*sarama.ConsumerMessage)) {
	var last *sarama.ConsumerMessage
	mark := func() {
		if last != nil {
			session.MarkMessage(last, "")
		}
		last = nil
	}
	for unmarked := 0; ; {
		select {
		case order, isOpen := <-claim.Messages():
			if !isOpen {
				if b.when == "on-revoke" {
					mark()
				}
				return
			}
			bill(order)
			last = order
			if unmarked++; unmarked%5 == 0 {
				mark()
			}
		case <-time.After(200 * time.Millisecond):
			mark()
		}
	}
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
