import { Module } from '@nestjs/common'
import { OrderRepository } from './order-repository'
import { OrdersController } from './orders.controller'

@Module({ controllers: [OrdersController], providers: [OrderRepository] })
export class AppModule {}
