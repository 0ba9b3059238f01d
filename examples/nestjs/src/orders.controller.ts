import { Controller, Inject } from '@nestjs/common'
import { EventPattern, Payload } from '@nestjs/microservices'
import { type Order, OrderRepository } from './order-repository'

/** What is emitted on the topic `orders`. */
@Controller()
export class OrdersController {
  @Inject(OrderRepository)
  private readonly repository!: OrderRepository

  @EventPattern('orders')
  async handle(@Payload() order: Order): Promise<void> {
    await this.repository.save(order)
  }
}
